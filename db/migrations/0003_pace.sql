CREATE TABLE "paces" (
	"source" text PRIMARY KEY NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"reason" text
);
