import { readOperation } from '../../../src/students/receive/operation.ts';
import { test } from '../../harness.ts';

for (const [operation, words] of [
  ['insert', ['insert', 'CREATE', 'BTEC_Students.create', 'record created', 'studentAdded', 'New']],
  ['update', ['edit', 'Updated', 'BTEC_Students.edit', 'on-update', 'recordModified', 'changed']],
  [
    'delete',
    [
      ...[
        'delete',
        ' DELETE ',
        'Deleted',
        'BTEC_Students.delete',
        'btec_students_deleted',
        'removed',
        'on.remove',
      ],
      ...['DEL', 'eliminado', 'gelöscht', 'verwijderd', 'удалено', 'تم الحذف', 'supprimé'],
      ...['moved_to_trash', 'Moved to Recycle Bin', 'softDelete', 'mass-deletion', 'suppression', 'حذف'],
    ],
  ],
  [
    'update',
    ['restore', 'Restored', 'undelete', 'BTEC_Students.undeleted', 'un_trash', 'recovered', 'استعادة'],
  ],
] as const) {
  test(`a word that says ${operation} is read as one: ${words.join(', ')}`, async (t) => {
    for (const word of words) t.equal(readOperation(word), operation, word);
  });
}

test('a word that says nothing we know stays as it came', async (t) => {
  for (const word of ['approve', 'created and updated', 'BTEC_Students', '42', 'convert'])
    t.equal(readOperation(word), word);
});

test('what is removed from a record does not delete the record', async (t) => {
  for (const word of [
    'tag_removed',
    'Notes.delete',
    'attachment deleted',
    'remove_owner',
    'unlinked.relation_removed',
    'not_deleted',
  ])
    t.equal(readOperation(word), word);
});
