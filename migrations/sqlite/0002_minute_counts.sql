CREATE TABLE `minute_counts` (
	`minute` text PRIMARY KEY NOT NULL,
	`accepted` integer NOT NULL,
	`processed` integer NOT NULL
);
