ALTER TABLE `integration_events_log` ADD `started_at` text;--> statement-breakpoint
ALTER TABLE `integration_events_log` ADD `unreadable` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `integration_events_log` ADD `erased` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE `integration_events_log` SET `unreadable` = 1 WHERE status IN ('failed', 'duplicate') AND event_type = 'unreadable' AND record_id = '' AND octet_length(payload) IN (0, 4);--> statement-breakpoint
UPDATE `integration_events_log` SET `erased` = 1 WHERE octet_length(payload) = 0;
