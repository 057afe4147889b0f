CREATE TABLE `held_deliveries` (
	`id` integer PRIMARY KEY NOT NULL,
	`received_at` text NOT NULL,
	`address` text NOT NULL,
	`jwt` text NOT NULL,
	`log_ids` text NOT NULL
);
