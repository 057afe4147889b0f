CREATE TABLE `ticket_suggestions` (
	`id` integer PRIMARY KEY NOT NULL,
	`event_row` integer,
	`ticket_id` text NOT NULL,
	`step` text NOT NULL,
	`key` text NOT NULL,
	`proposal` text NOT NULL,
	`guard` text NOT NULL,
	`status` text NOT NULL,
	`created_at` text NOT NULL,
	`decided_at` text,
	`decided_by` text,
	`result` text
);
--> statement-breakpoint
CREATE INDEX `suggestions_ticket` ON `ticket_suggestions` (`ticket_id`,`step`,`id`);--> statement-breakpoint
CREATE INDEX `suggestions_status` ON `ticket_suggestions` (`status`,`id`);