import { fillsField, isStudentKey, readStudentFields } from '../../src/students/fields.ts';
import { test } from '../harness.ts';
import { unfilled } from './receive/read-events.ts';

const GUIDE = {
  Student_ID_Number: 'STU001',
  Academic_Email: 'sara.ali@example.edu',
  Name: 'Sara Ali',
  Phone: '+962790000000',
  Moodle_User_ID: '42',
  Date_of_Birth: '2004-05-06',
  Gender: 'Female',
  Address: 'Rainbow Street 1',
  City: 'Amman',
  Country: 'Jordan',
  Postal_Code: '11118',
  Emergency_Contact_Name: 'Jean Exemple',
  Emergency_Contact_Phone: '+962790000001',
  Student_Status: 'Active',
};
const READ = {
  studentNumber: 'STU001',
  academicEmail: 'sara.ali@example.edu',
  displayName: 'Sara Ali',
  phone: '+962790000000',
  moodleUserId: '42',
  birthDate: '2004-05-06',
  gender: 'Female',
  address: 'Rainbow Street 1',
  city: 'Amman',
  country: 'Jordan',
  postalCode: '11118',
  emergencyContactName: 'Jean Exemple',
  emergencyContactPhone: '+962790000001',
  status: 'Active',
};

test('the fourteen fields of the guide are read', async (t) => {
  t.strictSame(readStudentFields(GUIDE), READ);
});

test('the real module gives the same fields under its own names', async (t) => {
  const real = {
    Name: 'STU001',
    First_Name: 'Sara',
    Last_Name: 'Ali',
    Display_Name: 'Sara Ali',
    Academic_Email: 'sara.ali@example.edu',
    Phone_Number: '+962790000000',
    Student_Moodle_ID: '42',
    Birth_Date: '2004-05-06',
    Gender: 'Female',
    Address: 'Rainbow Street 1',
    City: 'Amman',
    Country: 'Jordan',
    Emergency_Contact_Name: 'Jean Exemple',
    Emergency_Phone_Number: '+962790000001',
    Status: 'Active',
  };
  const { postalCode, ...rest } = READ;
  t.strictSame(readStudentFields(real), { ...rest, firstName: 'Sara', lastName: 'Ali' });
  t.equal(postalCode, '11118', 'which the real module does not have');
});

test('Name is the person in the vocabulary of the guide', async (t) => {
  t.strictSame(readStudentFields({ Name: 'Sara Ali', Student_ID_Number: 'STU001' }), {
    studentNumber: 'STU001',
    displayName: 'Sara Ali',
  });
  t.strictSame(readStudentFields({ Name: 'Test Student' }), { displayName: 'Test Student' });
});

test('Name is the number beside the names of the real module', async (t) => {
  const number = { studentNumber: 'STU001' };
  t.match(readStudentFields({ Name: 'STU001', Display_Name: 'سارة علي' }), {
    ...number,
    displayName: 'سارة علي',
  });
  t.match(readStudentFields({ Name: 'STU001', First_Name: 'Sara', Last_Name: 'Ali' }), {
    ...number,
    displayName: 'Sara Ali',
  });
});

test('Name is the number where Zoho could not fill in the Student_ID_Number of the guide', async (t) => {
  const data = { Name: 'STU001', Student_ID_Number: unfilled('BTEC_Students.Student_ID_Number') };
  t.strictSame(readStudentFields(data), { studentNumber: 'STU001' });
});

test('an empty Display_Name still tells the real module from the guide', async (t) => {
  t.match(readStudentFields({ Name: 'STU001', Display_Name: '' }), { studentNumber: 'STU001' });
});

test('beside a Student_ID_Number the person is Name, or else the names of the real module', async (t) => {
  const number = { Student_ID_Number: 'STU001' };
  t.match(readStudentFields({ ...number, Name: 'Sara Ali', First_Name: 'Sara' }), {
    displayName: 'Sara Ali',
  });
  t.match(readStudentFields({ ...number, First_Name: 'Sara', Last_Name: 'Ali' }), {
    studentNumber: 'STU001',
    displayName: 'Sara Ali',
  });
});

test('a first name alone makes no extra space, and two empty names clear the display name', async (t) => {
  t.equal(readStudentFields({ First_Name: 'Sara', Last_Name: '' }).displayName, 'Sara');
  t.equal(readStudentFields({ First_Name: '', Last_Name: null }).displayName, null);
});

test('a number is never made from a name', async (t) => {
  for (const record of [
    { Name: 'Sara Ali', First_Name: 'Sara', Last_Name: 'Ali' },
    { Name: 'Sara Ali', Display_Name: 'Sara Ali' },
    { Name: 'سارة علي', First_Name: 'سارة', Last_Name: 'علي' },
    { Name: 'Sara Ali', Student_ID_Number: unfilled('Number') },
    { Name: 'Sara 2', Display_Name: 'Sara 2' },
  ]) {
    const { studentNumber, displayName } = readStudentFields(record);
    t.equal(studentNumber, undefined, JSON.stringify(record));
    t.equal(displayName, record.Name);
  }
  t.match(readStudentFields({ Name: 'SW-1', First_Name: 'Sara', Last_Name: 'Ali' }), {
    studentNumber: 'SW-1',
    displayName: 'Sara Ali',
  });
  t.equal(readStudentFields({ Name: '', First_Name: 'Sara', Last_Name: 'Ali' }).studentNumber, null);
});

test('a record fills a field when it says something of one, be it that it is empty', async (t) => {
  for (const record of [{ City: '' }, { 'Academic Email': 'sara.ali@example.edu' }, { Name: 'Sara Ali' }])
    t.equal(fillsField(record), true, JSON.stringify(record));
  for (const record of [
    {},
    { id: '1', Modified_Time: '2026-01-25T10:00:00Z' },
    { City: '{{city}}' },
    { Nationality: 'x' },
  ])
    t.equal(fillsField(record), false, JSON.stringify(record));
});

test('a key that is absent leaves the field alone', async (t) => {
  t.strictSame(readStudentFields({}), {});
  t.strictSame(readStudentFields({ Owner: 'someone', Modified_Time: '2026-01-25T10:00:00Z' }), {});
});

test('a key that Zoho did not fill in leaves the field alone', async (t) => {
  const data = Object.fromEntries(Object.keys(GUIDE).map((key) => [key, unfilled(`BTEC_Students.${key}`)]));
  t.strictSame(readStudentFields(data), {});
  t.strictSame(readStudentFields({ City: unfilled('!BTEC_Students.City') }), {});
  t.strictSame(readStudentFields({ City: [unfilled('City')] }), {});
});

for (const empty of ['', '  ', null, 'null', '-None-', ' -None- ', [], {}]) {
  test(`a key with ${JSON.stringify(empty)} clears the field`, async (t) => {
    t.strictSame(readStudentFields({ City: empty }), { city: null });
    t.strictSame(readStudentFields({ Academic_Email: empty }), { academicEmail: null });
    t.strictSame(readStudentFields({ Student_ID_Number: empty }), { studentNumber: null });
  });
}

test('a field that Zoho left unfilled under one name is read under the other', async (t) => {
  const data = { Phone: unfilled('BTEC_Students.Phone'), Phone_Number: '+962790000000' };
  t.strictSame(readStudentFields(data), { phone: '+962790000000' });
});

test('the name of the guide comes before the one of the real module', async (t) => {
  t.strictSame(readStudentFields({ Status: 'Passive', Student_Status: 'Active' }), { status: 'Active' });
});

test('text is trimmed, and kept as it was spelt', async (t) => {
  t.strictSame(readStudentFields({ Academic_Email: ' Sara.ALI@Example.EDU ', City: ' Amman\n' }), {
    academicEmail: 'Sara.ALI@Example.EDU',
    city: 'Amman',
  });
});

test('a Moodle id is kept in plain digits, and what stands for none is none', async (t) => {
  for (const [written, kept] of [
    ['910407.0', '910407'],
    ['910,407', '910407'],
    ['0', null],
    ['-', null],
    ['910.407', '910.407'],
  ] as const)
    t.strictSame(readStudentFields({ Student_Moodle_ID: written }), { moodleUserId: kept });
});

test('numbers and booleans are kept as text', async (t) => {
  t.strictSame(readStudentFields({ Moodle_User_ID: 42, Postal_Code: 0, Status: false }), {
    moodleUserId: '42',
    postalCode: '0',
    status: 'false',
  });
});

test('a lookup is read as its name, or as its id where it has none', async (t) => {
  t.equal(readStudentFields({ Country: { id: '4554000000000000001', name: 'Jordan' } }).country, 'Jordan');
  t.equal(readStudentFields({ Country: { id: '4554000000000000001' } }).country, '4554000000000000001');
  t.equal(
    readStudentFields({ Country: { id: '4554000000000000001', name: null } }).country,
    '4554000000000000001',
  );
});

test('a list of choices is read as text with commas', async (t) => {
  t.equal(readStudentFields({ Status: ['Active', { id: '1', name: 'Revive' }] }).status, 'Active, Revive');
});

test('each name of both vocabularies marks a record', async (t) => {
  for (const key of [
    ...Object.keys(GUIDE),
    'First_Name',
    'Last_Name',
    'Display_Name',
    'Phone_Number',
    'Status',
  ]) {
    t.ok(isStudentKey(key), key);
  }
  for (const key of ['id', 'module', 'timestamp', 'data']) t.notOk(isStudentKey(key), key);
});

test('characters that nobody sees are dropped where they cannot belong, and kept in names', async (t) => {
  const marked = (text: string) => `\u200f${text}\u200b`;
  const fields = readStudentFields({
    Academic_Email: marked('sara.ali@exam\u00adple.edu'),
    Student_ID_Number: marked('STU001'),
    Phone: marked('+962790000000'),
    Emergency_Contact_Phone: '\u2066+962790000001\u2069',
    Postal_Code: marked('11118'),
    Date_of_Birth: marked('2004-05-06'),
    Moodle_User_ID: marked('42'),
    Name: 'سارة\u200cعلي',
    City: '\u200f',
    'Student_Status\u200f': 'Active',
  });
  t.same(fields, {
    academicEmail: 'sara.ali@example.edu',
    studentNumber: 'STU001',
    phone: '+962790000000',
    emergencyContactPhone: '+962790000001',
    postalCode: '11118',
    birthDate: '2004-05-06',
    moodleUserId: '42',
    displayName: 'سارة\u200cعلي',
    city: '\u200f',
    status: 'Active',
  });
  t.same(readStudentFields({ Phone: '\u200f' }), { phone: null }, 'nothing else is nothing');
});

test('words that other programs use too mark a record only as Zoho spells them', async (t) => {
  for (const key of ['status', 'STATUS', 'name', 'modified time', 'Modified Time'])
    t.notOk(isStudentKey(key), key);
  for (const key of ['Status', 'Name', 'student status', 'academic email']) t.ok(isStudentKey(key), key);
  t.notOk(isStudentKey(''));
});

test('a name in the place of the number is told by the words of the person in it', async (t) => {
  const person = { First_Name: 'Sara', Last_Name: 'Ali' };
  const numberOf = (Name: string) => readStudentFields({ ...person, Name }).studentNumber;
  t.equal(numberOf('STU001'), 'STU001');
  t.equal(numberOf('Sara 2'), undefined, 'the first name');
  t.equal(numberOf('2  ALI'), undefined, 'the last name, in capitals, behind two spaces');
  t.equal(readStudentFields({ Display_Name: 'Sara Ali', Name: 'ali-7 Ali' }).studentNumber, undefined);
  t.equal(
    readStudentFields({ First_Name: '', Last_Name: ' ', Name: 'STU001  a' }).studentNumber,
    'STU001  a',
  );
  t.equal(readStudentFields({ First_Name: 'Sara', Name: 'STU001' }).displayName, undefined, 'half a name');
});

test('of two names of a field the one that is filled in counts, wherever it stands', async (t) => {
  t.equal(readStudentFields({ Phone: '', Phone_Number: '+962790000000' }).phone, '+962790000000');
  t.equal(readStudentFields({ Phone: '+962790000000', Phone_Number: '' }).phone, '+962790000000');
  t.equal(readStudentFields({ Phone: '', Phone_Number: '-None-' }).phone, null);
});
