-- The log only grows and each row is written once or twice: vacuum and analyze by a small share of it, or a log of ten
-- million rows would wait for two million changes.
ALTER TABLE "integration_events_log" SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02);
--> statement-breakpoint
-- A few rows that every commit rewrites: room beside them, so that they stay on their page and in no index anew.
ALTER TABLE "event_counters" SET (fillfactor = 50, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
--> statement-breakpoint
ALTER TABLE "minute_counts" SET (fillfactor = 50, autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
--> statement-breakpoint
ALTER TABLE "heartbeat" SET (fillfactor = 50);
