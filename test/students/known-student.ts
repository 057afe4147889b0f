import type { Student } from '../../src/students/student.ts';

/** Sara Ali, as the service knows her from an earlier event. */
export function knownStudent(changes: Partial<Student> = {}): Student {
  return {
    zohoId: '4554000000012345678',
    studentNumber: 'STU001',
    academicEmail: 'sara.ali@example.edu',
    displayName: 'Sara Ali',
    firstName: null,
    lastName: null,
    phone: null,
    moodleUserId: null,
    birthDate: null,
    gender: null,
    address: null,
    city: null,
    country: null,
    postalCode: null,
    emergencyContactName: null,
    emergencyContactPhone: null,
    status: null,
    moodleIdInZoho: null,
    appliedTimes: {},
    deletedAt: null,
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    lastEvent: 7,
    ...changes,
  };
}
