/** The functions of Moodle's web services that we call. */
export const FUNCTIONS = {
  find: 'core_user_get_users_by_field',
  create: 'core_user_create_users',
  update: 'core_user_update_users',
  siteInfo: 'core_webservice_get_site_info',
} as const;
export type FunctionName = (typeof FUNCTIONS)[keyof typeof FUNCTIONS];
