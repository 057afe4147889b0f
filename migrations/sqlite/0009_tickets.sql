CREATE TABLE `tickets` (
	`ticket_id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`subject` text,
	`customer` text,
	`web_url` text NOT NULL,
	`conversation` text NOT NULL,
	`seen_at` text NOT NULL
);
--> statement-breakpoint
ALTER TABLE `ticket_suggestions` ADD `apply_at` text;--> statement-breakpoint
ALTER TABLE `ticket_suggestions` ADD `words` text;--> statement-breakpoint
ALTER TABLE `ticket_suggestions` ADD `trouble` text;