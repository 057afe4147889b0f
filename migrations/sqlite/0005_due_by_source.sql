DROP INDEX `events_due`;--> statement-breakpoint
CREATE INDEX `events_unverified` ON `integration_events_log` (`id`) WHERE verified_by = 'unverified';--> statement-breakpoint
CREATE INDEX `events_due` ON `integration_events_log` (`source`,`next_attempt_at`,`id`) WHERE lane_head = 1;