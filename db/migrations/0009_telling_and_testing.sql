CREATE TYPE "public"."channel" AS ENUM('email', 'webhook');--> statement-breakpoint
CREATE TABLE "channels" (
	"name" "channel" PRIMARY KEY NOT NULL,
	"is_on" boolean DEFAULT false NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid,
	"next_at" timestamp with time zone DEFAULT now() NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"sent_at" timestamp with time zone,
	"problem" text,
	"problem_detail" text,
	"problem_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "connection_tests" (
	"subject" text PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"asked_by" uuid,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"result" text,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "tellings" (
	"alarm_id" uuid NOT NULL,
	"channel" "channel" NOT NULL,
	"told_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tellings_alarm_id_channel_pk" PRIMARY KEY("alarm_id","channel")
);
--> statement-breakpoint
ALTER TABLE "source_settings" ALTER COLUMN "is_on" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "alarms" ADD COLUMN "closed_note" text;--> statement-breakpoint
ALTER TABLE "source_settings" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "source_settings" ADD COLUMN "accepted_read_on" date;--> statement-breakpoint
ALTER TABLE "source_settings" ADD COLUMN "accepted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "source_settings" ADD COLUMN "accepted_by" uuid;--> statement-breakpoint
ALTER TABLE "channels" ADD CONSTRAINT "channels_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connection_tests" ADD CONSTRAINT "connection_tests_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tellings" ADD CONSTRAINT "tellings_alarm_id_alarms_id_fk" FOREIGN KEY ("alarm_id") REFERENCES "public"."alarms"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_settings" ADD CONSTRAINT "source_settings_accepted_by_users_id_fk" FOREIGN KEY ("accepted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "alarms_closed" ON "alarms" USING btree ("closed_at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "alarms" DROP COLUMN "told_at";--> statement-breakpoint
ALTER TABLE "alarms" DROP COLUMN "telling_problem";--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_note" CHECK (length("alarms"."closed_note") <= 500);