CREATE TYPE "public"."placement" AS ENUM('organic', 'ad');--> statement-breakpoint
CREATE TYPE "public"."alarm_kind" AS ENUM('blocked', 'auth_expired', 'quota_exhausted', 'budget_spent', 'layout_changed', 'low_yield', 'evidence_fault');--> statement-breakpoint
CREATE TYPE "public"."read_unit" AS ENUM('post', 'user', 'query');--> statement-breakpoint
CREATE TABLE "cadences" (
	"term_id" uuid NOT NULL,
	"from_at" timestamp with time zone DEFAULT now() NOT NULL,
	"to_at" timestamp with time zone,
	"every_minutes" integer NOT NULL,
	CONSTRAINT "cadences_term_id_from_at_pk" PRIMARY KEY("term_id","from_at"),
	CONSTRAINT "cadences_order" CHECK ("cadences"."to_at" >= "cadences"."from_at")
);
--> statement-breakpoint
CREATE TABLE "post_aliases" (
	"alias" text PRIMARY KEY NOT NULL,
	"post_id" bigint NOT NULL,
	"seen_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alarms" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" "alarm_kind" NOT NULL,
	"source" text NOT NULL,
	"term_id" uuid,
	"run_id" uuid,
	"detail" text,
	"opened_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	"times" integer DEFAULT 1 NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"told_at" timestamp with time zone,
	"telling_problem" text,
	CONSTRAINT "alarms_times" CHECK ("alarms"."times" >= 1)
);
--> statement-breakpoint
CREATE TABLE "secrets" (
	"source" text NOT NULL,
	"name" text NOT NULL,
	"sealed" "bytea" NOT NULL,
	"set_at" timestamp with time zone DEFAULT now() NOT NULL,
	"set_by" uuid,
	CONSTRAINT "secrets_source_name_pk" PRIMARY KEY("source","name")
);
--> statement-breakpoint
CREATE TABLE "source_settings" (
	"source" text PRIMARY KEY NOT NULL,
	"is_on" boolean NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "spend" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "spend_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"source" text NOT NULL,
	"term_id" uuid,
	"unit" "read_unit" NOT NULL,
	"count" integer NOT NULL,
	"usd" numeric(14, 6) NOT NULL,
	CONSTRAINT "spend_once" UNIQUE NULLS NOT DISTINCT("day","source","term_id","unit"),
	CONSTRAINT "spend_positive" CHECK ("spend"."count" >= 0 and "spend"."usd" >= 0)
);
--> statement-breakpoint
CREATE TABLE "holds" (
	"source" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"walls" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "holds_walls" CHECK ("holds"."walls" >= 0)
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"host" text PRIMARY KEY NOT NULL,
	"free_at" timestamp with time zone NOT NULL,
	"holder" uuid
);
--> statement-breakpoint
ALTER TABLE "terms" DROP CONSTRAINT "terms_once";--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "user_id" uuid;--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "pages" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "sightings" ADD COLUMN "placement" "placement";--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "source" text;--> statement-breakpoint
-- Until now each platform had one way in.
UPDATE "terms" SET "source" = CASE "platform" WHEN 'google' THEN 'google-serp' WHEN 'x' THEN 'x-api' ELSE 'facebook-page' END;--> statement-breakpoint
ALTER TABLE "terms" ALTER COLUMN "source" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "monthly_budget_usd" numeric(10, 2);--> statement-breakpoint
ALTER TABLE "terms" ADD COLUMN "rests_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "cadences" ADD CONSTRAINT "cadences_term_id_terms_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_aliases" ADD CONSTRAINT "post_aliases_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_term_id_terms_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alarms" ADD CONSTRAINT "alarms_closed_by_users_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "secrets" ADD CONSTRAINT "secrets_set_by_users_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_settings" ADD CONSTRAINT "source_settings_changed_by_users_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "spend" ADD CONSTRAINT "spend_term_id_terms_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "cadences_open" ON "cadences" USING btree ("term_id") WHERE "cadences"."to_at" is null;--> statement-breakpoint
CREATE INDEX "post_aliases_of_post" ON "post_aliases" USING btree ("post_id");--> statement-breakpoint
CREATE UNIQUE INDEX "alarms_open" ON "alarms" USING btree ("kind","source",coalesce("term_id", '00000000-0000-0000-0000-000000000000')) WHERE "alarms"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "alarms_recent" ON "alarms" USING btree ("opened_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "spend_of_term" ON "spend" USING btree ("term_id","day");--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_once" UNIQUE("source","query","gl","hl");--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_budget" CHECK ("terms"."monthly_budget_usd" >= 0);--> statement-breakpoint
-- What was planned before this is not known: the plan begins now.
INSERT INTO "cadences" ("term_id", "every_minutes") SELECT "id", "every_minutes" FROM "terms" WHERE "active";
