import { zohoTime } from './crm/records.ts';
import type { SimulatedWorld } from './world.ts';

/** A student as the real module has it: `Name` is the number. */
export type SeedStudent = { id: string; number: string; first: string; last: string; email: string | null };

const DAY_MS = 24 * 3_600_000;

/** Invented students of an invented school. */
export const STUDENTS = {
  marie: student(1, 'Marie', 'Modèle', 'marie.modele@example.edu'),
  saraInArabic: student(2, 'سارة', 'علي', 'sara.ali2@example.edu'),
  jean: student(3, 'Jean', 'Exemple', 'jean.exemple@example.edu'),
  omar: student(4, 'عمر', 'مثال', 'omar.mithal@example.edu'),
  /** The office forgot the address. */
  sara: student(5, 'Sara', 'Ali', null),
  lost: student(6, 'Nour', 'Exemple', 'nour.exemple@example.edu'),
} as const;

/** Records with a school's typing mistakes; each can be mended in Zoho CRM. */
export const MISTYPED = {
  address: recordOf(student(7, 'Lina', 'Exemple', 'lina(at)example.edu'), 0),
  /** The number of another student. */
  number: {
    ...recordOf(student(8, 'Karim', 'Exemple', 'karim.exemple@example.edu'), 0),
    Name: STUDENTS.marie.number,
  },
  /** Nobody has this id in Moodle. */
  moodleId: {
    ...recordOf(student(9, 'Alice', 'Modèle', 'alice.modele@example.edu'), 0),
    Student_Moodle_ID: '999999',
  },
} as const;

/** In Moodle before anyone linked him. */
export const JEAN_IN_MOODLE = { username: 'a01b0003c', email: 'jean.exemple@example.edu' };

export const TICKETS = {
  /** In Contact; its customer has one won deal of 20 €, so it belongs to DOC. */
  dossier: '198709000044517001',
  invoice: '198709000044517002',
  /** Written by a machine: nobody would read an answer. */
  newsletter: '198709000044517003',
} as const;

const CUSTOMER = { id: '4554000000012345679', email: 'jean.exemple@example.test' };
export const DEAL = { id: '4554000000012345678', name: 'BFS NP Jean Exemple' };

/** Fills the simulators as if all this had been there for days. */
export function seed({ zoho, desk, moodle }: SimulatedWorld, nowMs: number): void {
  for (const each of Object.values(STUDENTS)) zoho.put('BTEC_Students', recordOf(each, nowMs - 3 * DAY_MS));
  for (const each of Object.values(MISTYPED)) {
    zoho.put('BTEC_Students', { ...each, Modified_Time: zohoTime(nowMs - 3 * DAY_MS) });
  }
  moodle.users.add({ ...JEAN_IN_MOODLE, firstname: 'Jean', lastname: 'Exemple' });
  zoho.put('Contacts', { id: CUSTOMER.id, Email: CUSTOMER.email, Full_Name: 'Jean Exemple' });
  zoho.put('Deals', {
    id: DEAL.id,
    Deal_Name: DEAL.name,
    Stage: 'GAGNÉ',
    Amount: 20,
    Closing_Date: '2026-10-10',
    Contact_Name: { id: CUSTOMER.id, name: 'Jean Exemple' },
    Evalbox: 'Pret a payer',
    Date_Dossier_re_u: '2026-10-12',
    Date_examen_VTC: null,
    Next_Step: null,
  });
  desk.putTicket({ id: TICKETS.dossier, subject: 'Mon dossier' });
  write(TICKETS.dossier, 'Bonjour, je vous remercie pour votre appel.');
  desk.putTicket({ id: TICKETS.invoice, subject: 'Demande de facture', email: 'sara.ali@example.test' });
  write(TICKETS.invoice, 'Bonjour, je n’ai pas reçu ma facture.', 'sara.ali@example.test');
  desk.putTicket({ id: TICKETS.newsletter, subject: 'Votre résumé', email: 'noreply@example.test' });
  write(TICKETS.newsletter, 'Ceci est un message automatique.', 'noreply@example.test');

  function write(ticketId: string, text: string, email: string = CUSTOMER.email): void {
    const author = { type: 'END_USER', name: '', email };
    desk.putThread(ticketId, {
      content: text,
      plainText: text,
      contentType: 'plainText',
      fromEmailAddress: email,
      author,
    });
  }
}

/** A student's record as Zoho CRM returns it. */
export function recordOf({ id, number, first, last, email }: SeedStudent, modifiedMs: number) {
  return {
    id,
    Name: number,
    First_Name: first,
    Last_Name: last,
    Academic_Email: email,
    Student_Moodle_ID: null,
    Modified_Time: new Date(modifiedMs).toISOString().replace(/\.\d+Z$/, '+00:00'),
  };
}

function student(count: number, first: string, last: string, email: string | null): SeedStudent {
  const id = `455400000000000${String(count).padStart(4, '0')}`;
  return { id, number: `A01B${String(count).padStart(4, '0')}C`, first, last, email };
}
