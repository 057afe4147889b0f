/** The CRM module whose records become students. */
export const STUDENT_MODULE = 'BTEC_Students';
