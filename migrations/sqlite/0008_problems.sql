CREATE TABLE `problem_events` (
	`event_row` integer PRIMARY KEY NOT NULL,
	`problem_id` integer NOT NULL,
	`source` text NOT NULL,
	`record_id` text NOT NULL,
	`state` text NOT NULL,
	`opened_at` text NOT NULL,
	`closed_at` text,
	`mended_by` integer,
	`decided_by` text,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `problem_events_open` ON `problem_events` (`source`,`record_id`) WHERE state = 'open';--> statement-breakpoint
CREATE INDEX `problem_events_problem` ON `problem_events` (`problem_id`,`state`,`event_row`);--> statement-breakpoint
CREATE TABLE `problems` (
	`id` integer PRIMARY KEY NOT NULL,
	`cause` text NOT NULL,
	`code` text,
	`state` text NOT NULL,
	`opened_at` text NOT NULL,
	`closed_at` text,
	`decided_by` text,
	`reason` text,
	`open_events` integer NOT NULL,
	`events` integer NOT NULL,
	`newest_at` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `problems_cause` ON `problems` (`cause`);--> statement-breakpoint
CREATE INDEX `problems_state` ON `problems` (`state`,`id`);--> statement-breakpoint
ALTER TABLE `event_attempts` ADD `error_details` text;--> statement-breakpoint
ALTER TABLE `integration_events_log` ADD `error_code` text;--> statement-breakpoint
ALTER TABLE `integration_events_log` ADD `error_details` text;