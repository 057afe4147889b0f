ALTER TABLE `students` ADD `moodle_id_in_zoho` text;--> statement-breakpoint
CREATE INDEX `students_moodle` ON `students` (`moodle_user_id`) WHERE moodle_user_id IS NOT NULL;--> statement-breakpoint
-- Ids as tables write them, and what stands for "none".
UPDATE students SET moodle_user_id = substr(moodle_user_id, 1, instr(moodle_user_id, '.') - 1)
  WHERE substr(moodle_user_id, instr(moodle_user_id, '.')) = '.0' AND moodle_user_id GLOB '[1-9]*' AND moodle_user_id NOT GLOB '*[^0-9.]*';--> statement-breakpoint
UPDATE students SET moodle_user_id = NULL WHERE moodle_user_id NOT GLOB '*[1-9]*';--> statement-breakpoint
-- Version 0.1.0 could link two students to one Moodle user. The one that was there first keeps it; the next event of the
-- other one says so, and operators find it among what was done.
INSERT INTO operator_actions (at, operator, action, target, detail)
  SELECT strftime('%Y-%m-%dT%H:%M:%fZ', 'now'), 'upgrade', 'release', 'record ' || zoho_id,
    json_object('moodle_user_id', moodle_user_id, 'kept_by', keeper)
  FROM (
    SELECT zoho_id, moodle_user_id, first_value(zoho_id) OVER (PARTITION BY moodle_user_id ORDER BY created_at, zoho_id) AS keeper
    FROM students WHERE deleted_at IS NULL AND moodle_user_id IS NOT NULL
  ) WHERE zoho_id <> keeper;--> statement-breakpoint
UPDATE students SET moodle_user_id = NULL
  WHERE zoho_id IN (
    SELECT zoho_id FROM (
      SELECT zoho_id, first_value(zoho_id) OVER (PARTITION BY moodle_user_id ORDER BY created_at, zoho_id) AS keeper
      FROM students WHERE deleted_at IS NULL AND moodle_user_id IS NOT NULL
    ) WHERE zoho_id <> keeper
  );--> statement-breakpoint
CREATE UNIQUE INDEX `students_moodle_user` ON `students` (`moodle_user_id`) WHERE deleted_at IS NULL AND moodle_user_id IS NOT NULL;
