CREATE TABLE `event_attempts` (
	`id` integer PRIMARY KEY NOT NULL,
	`log_id` integer NOT NULL,
	`attempt` integer NOT NULL,
	`started_at` text NOT NULL,
	`finished_at` text NOT NULL,
	`outcome` text NOT NULL,
	`error_message` text
);
--> statement-breakpoint
CREATE INDEX `attempts_of_event` ON `event_attempts` (`log_id`);--> statement-breakpoint
CREATE TABLE `event_counters` (
	`source` text NOT NULL,
	`module` text NOT NULL,
	`status` text NOT NULL,
	`payload_differs` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`source`, `module`, `status`, `payload_differs`)
);
--> statement-breakpoint
CREATE TABLE `integration_events_log` (
	`id` integer PRIMARY KEY NOT NULL,
	`event_id` text NOT NULL,
	`source` text NOT NULL,
	`module` text NOT NULL,
	`event_type` text NOT NULL,
	`record_id` text NOT NULL,
	`status` text NOT NULL,
	`created_at` text NOT NULL,
	`processed_at` text,
	`occurred_at` text,
	`occurred_clock` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`next_attempt_at` text,
	`lane_head` integer DEFAULT 0 NOT NULL,
	`signal_key` text,
	`lease_token` text,
	`lease_until` text,
	`duplicate_of` integer,
	`payload_differs` integer DEFAULT 0 NOT NULL,
	`payload_sha256` text NOT NULL,
	`verified_by` text NOT NULL,
	`delivery_of` integer,
	`error_message` text,
	`result` text,
	`payload` text NOT NULL,
	`raw_body` blob
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_identity` ON `integration_events_log` (`source`,`event_id`) WHERE duplicate_of IS NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `events_signal` ON `integration_events_log` (`signal_key`) WHERE signal_key IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_due` ON `integration_events_log` (`next_attempt_at`,`id`) WHERE lane_head = 1;--> statement-breakpoint
CREATE INDEX `events_lane` ON `integration_events_log` (`source`,`record_id`,`id`) WHERE processed_at IS NULL;--> statement-breakpoint
CREATE INDEX `events_record` ON `integration_events_log` (`record_id`,`id`);--> statement-breakpoint
CREATE INDEX `events_attention` ON `integration_events_log` (`status`,`id`) WHERE status IN ('failed', 'duplicate');--> statement-breakpoint
CREATE INDEX `events_duplicates` ON `integration_events_log` (`duplicate_of`) WHERE duplicate_of IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_created` ON `integration_events_log` (`created_at`);--> statement-breakpoint
CREATE TABLE `heartbeat` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `operator_actions` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` text NOT NULL,
	`operator` text NOT NULL,
	`action` text NOT NULL,
	`target` text NOT NULL,
	`detail` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `students` (
	`zoho_id` text PRIMARY KEY NOT NULL,
	`student_number` text,
	`academic_email` text,
	`display_name` text,
	`first_name` text,
	`last_name` text,
	`phone` text,
	`moodle_user_id` text,
	`birth_date` text,
	`gender` text,
	`address` text,
	`city` text,
	`country` text,
	`postal_code` text,
	`emergency_contact_name` text,
	`emergency_contact_phone` text,
	`status` text,
	`applied_times` text NOT NULL,
	`deleted_at` text,
	`created_at` text NOT NULL,
	`updated_at` text NOT NULL,
	`last_event` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `students_number` ON `students` (`student_number`) WHERE deleted_at IS NULL AND student_number IS NOT NULL;