CREATE TYPE "public"."role" AS ENUM('analyst', 'liaison', 'leadership', 'administrator', 'auditor');--> statement-breakpoint
CREATE TYPE "public"."label" AS ENUM('resale', 'gestoria', 'impersonation', 'misinformation', 'official', 'news', 'warning', 'complaint', 'seeking', 'howto', 'legit_service', 'other');--> statement-breakpoint
CREATE TYPE "public"."outcome" AS ENUM('ok', 'empty', 'login_wall', 'captcha', 'consent', 'rate_limited', 'needs_js', 'not_available', 'removed_by_author', 'removed_by_platform', 'author_suspended', 'author_gone', 'protected', 'age_restricted', 'withheld', 'bad_query', 'auth_expired', 'quota_exhausted', 'layout_changed', 'network_error');--> statement-breakpoint
CREATE TYPE "public"."platform" AS ENUM('google', 'x', 'facebook');--> statement-breakpoint
CREATE TYPE "public"."post_kind" AS ENUM('post', 'group_post', 'comment', 'marketplace', 'profile', 'page', 'group', 'event', 'photo', 'video', 'search_result', 'ad');--> statement-breakpoint
CREATE TYPE "public"."report_status" AS ENUM('draft', 'approved', 'exported', 'submitted', 'withdrawn');--> statement-breakpoint
CREATE TYPE "public"."verdict" AS ENUM('resale', 'gestoria', 'impersonation', 'misinformation', 'not_actionable');--> statement-breakpoint
CREATE SEQUENCE "public"."report_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"detail" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "audit_action_form" CHECK ("audit"."action" ~ '^[a-z_]+\.[a-z_]+$')
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" "role" NOT NULL,
	"password_hash" text NOT NULL,
	"locale" text DEFAULT 'es' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"disabled_at" timestamp with time zone,
	CONSTRAINT "users_email_form" CHECK ("users"."email" ~ '^[^@\s]+@[^@\s]+$'),
	CONSTRAINT "users_locale" CHECK ("users"."locale" in ('es', 'en'))
);
--> statement-breakpoint
CREATE TABLE "authors" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "authors_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"platform" "platform" NOT NULL,
	"key" text NOT NULL,
	"platform_id" text,
	"handle" text,
	"name" text,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "authors_once" UNIQUE("platform","key"),
	CONSTRAINT "authors_id_digits" CHECK ("authors"."platform_id" ~ '^[0-9]{1,25}$')
);
--> statement-breakpoint
CREATE TABLE "post_versions" (
	"post_id" bigint NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"author_name" text,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "post_versions_post_id_version_pk" PRIMARY KEY("post_id","version")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "posts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"platform" "platform" NOT NULL,
	"platform_id" text,
	"kind" "post_kind" NOT NULL,
	"url" text NOT NULL,
	"author_id" bigint,
	"text" text NOT NULL,
	"links" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"lang" text,
	"published_at" timestamp with time zone,
	"first_seen_at" timestamp with time zone NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"scored_version" integer DEFAULT 0 NOT NULL,
	"score" real,
	"label" "label",
	"harm" smallint DEFAULT 0 NOT NULL,
	"consulate" text,
	"verdict" text,
	"reviewed_at" timestamp with time zone,
	"capture_outcome" "outcome",
	"capture_tries" smallint DEFAULT 0 NOT NULL,
	"captured_version" integer DEFAULT 0 NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (to_tsvector('simple', vigia_unaccent("posts"."text"))) STORED,
	CONSTRAINT "posts_versions" CHECK ("posts"."version" >= 1 and "posts"."scored_version" between 0 and "posts"."version"),
	CONSTRAINT "posts_score" CHECK ("posts"."score" between 0 and 1),
	CONSTRAINT "posts_harm" CHECK ("posts"."harm" between 0 and 3),
	CONSTRAINT "posts_url" CHECK ("posts"."url" ~ '^https?://'),
	CONSTRAINT "posts_seen_order" CHECK ("posts"."last_seen_at" >= "posts"."first_seen_at")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"term_id" uuid,
	"source" text NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"outcome" "outcome",
	"detail" text,
	"error_id" text,
	"attempts" smallint DEFAULT 0 NOT NULL,
	"found_count" integer DEFAULT 0 NOT NULL,
	"new_count" integer DEFAULT 0 NOT NULL,
	"evidence_sha256" text,
	CONSTRAINT "runs_once" UNIQUE("term_id","planned_at"),
	CONSTRAINT "runs_finished_with_outcome" CHECK (("runs"."outcome" is null) = ("runs"."finished_at" is null)),
	CONSTRAINT "runs_counts" CHECK ("runs"."new_count" >= 0 and "runs"."found_count" >= "runs"."new_count")
);
--> statement-breakpoint
CREATE TABLE "sightings" (
	"run_id" uuid NOT NULL,
	"post_id" bigint NOT NULL,
	"rank" integer,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sightings_run_id_post_id_pk" PRIMARY KEY("run_id","post_id")
);
--> statement-breakpoint
CREATE TABLE "terms" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"platform" "platform" NOT NULL,
	"query" text NOT NULL,
	"gl" text DEFAULT 'us' NOT NULL,
	"hl" text DEFAULT 'es' NOT NULL,
	"every_minutes" integer DEFAULT 60 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"since" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	CONSTRAINT "terms_once" UNIQUE("platform","query","gl","hl"),
	CONSTRAINT "terms_query_length" CHECK (length("terms"."query") between 2 and 512),
	CONSTRAINT "terms_every" CHECK ("terms"."every_minutes" between 1 and 10080),
	CONSTRAINT "terms_place" CHECK ("terms"."gl" ~ '^[a-z]{2}$' and "terms"."hl" ~ '^[a-z]{2}(-[A-Z]{2}|-419)?$')
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"post_id" bigint NOT NULL,
	"post_version" integer NOT NULL,
	"model_version" text NOT NULL,
	"score" real NOT NULL,
	"label" "label" NOT NULL,
	"labels" jsonb NOT NULL,
	"signals" jsonb NOT NULL,
	"offer" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "scores_post_id_post_version_model_version_pk" PRIMARY KEY("post_id","post_version","model_version"),
	CONSTRAINT "scores_score" CHECK ("scores"."score" between 0 and 1)
);
--> statement-breakpoint
CREATE TABLE "captures" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"post_id" bigint NOT NULL,
	"post_version" integer NOT NULL,
	"run_id" uuid,
	"captured_at" timestamp with time zone NOT NULL,
	"screenshot_sha256" text,
	"screenshot_bytes" integer,
	"page_sha256" text NOT NULL,
	"page_bytes" integer NOT NULL,
	"page_media_type" text NOT NULL,
	"record" jsonb NOT NULL,
	CONSTRAINT "captures_once" UNIQUE("post_id","page_sha256"),
	CONSTRAINT "captures_hash_form" CHECK ("captures"."page_sha256" ~ '^[0-9a-f]{64}$' and "captures"."screenshot_sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "captures_screenshot_whole" CHECK (("captures"."screenshot_sha256" is null) = ("captures"."screenshot_bytes" is null)),
	CONSTRAINT "captures_sizes" CHECK ("captures"."page_bytes" > 0 and "captures"."screenshot_bytes" > 0)
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid DEFAULT uuidv7() NOT NULL,
	"report_id" uuid NOT NULL,
	"post_id" bigint NOT NULL,
	"seq" integer NOT NULL,
	CONSTRAINT "notices_report_id_post_id_pk" PRIMARY KEY("report_id","post_id"),
	CONSTRAINT "notices_id_unique" UNIQUE("id"),
	CONSTRAINT "notices_seq" UNIQUE("report_id","seq"),
	CONSTRAINT "notices_seq_positive" CHECK ("notices"."seq" >= 1)
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" text NOT NULL,
	"platform" "platform" NOT NULL,
	"channel" text NOT NULL,
	"status" "report_status" DEFAULT 'draft' NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"approved_by" uuid,
	"approved_at" timestamp with time zone,
	"content" jsonb,
	"exported_at" timestamp with time zone,
	"package_sha256" text,
	"package_bytes" integer,
	"problem" text,
	"submitted_at" timestamp with time zone,
	"platform_reference" text,
	CONSTRAINT "reports_number" UNIQUE("number"),
	CONSTRAINT "reports_number_form" CHECK ("reports"."number" ~ '^SRE-(FB|X|GG)-[0-9]{4}-[0-9]{6}$'),
	CONSTRAINT "reports_two_people" CHECK ("reports"."approved_by" <> "reports"."created_by"),
	CONSTRAINT "reports_approved_whole" CHECK (("reports"."approved_by" is null) = ("reports"."approved_at" is null) and ("reports"."approved_by" is null) = ("reports"."content" is null)),
	CONSTRAINT "reports_package_whole" CHECK (("reports"."package_sha256" is null) = ("reports"."exported_at" is null)),
	CONSTRAINT "reports_exported_after_approval" CHECK ("reports"."exported_at" is null or "reports"."approved_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "reviews" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reviews_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"post_id" bigint NOT NULL,
	"post_version" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"verdict" "verdict",
	"facts" text[] DEFAULT '{}' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"undoes" bigint,
	CONSTRAINT "reviews_verdict_or_undo" CHECK (("reviews"."verdict" is null) <> ("reviews"."undoes" is null)),
	CONSTRAINT "reviews_note_length" CHECK (length("reviews"."note") <= 4000)
);
--> statement-breakpoint
ALTER TABLE "audit" ADD CONSTRAINT "audit_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "post_versions" ADD CONSTRAINT "post_versions_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "posts" ADD CONSTRAINT "posts_author_id_authors_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."authors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runs" ADD CONSTRAINT "runs_term_id_terms_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sightings" ADD CONSTRAINT "sightings_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "terms" ADD CONSTRAINT "terms_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reviews" ADD CONSTRAINT "reviews_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "posts_key" ON "posts" USING btree ("key");--> statement-breakpoint
CREATE INDEX "posts_queue" ON "posts" USING btree ("harm" DESC NULLS LAST,"score" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "posts"."verdict" is null and "posts"."score" is not null;--> statement-breakpoint
CREATE INDEX "posts_queue_platform" ON "posts" USING btree ("platform","harm" DESC NULLS LAST,"score" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "posts"."verdict" is null and "posts"."score" is not null;--> statement-breakpoint
CREATE INDEX "posts_reviewed" ON "posts" USING btree ("verdict","reviewed_at" DESC NULLS LAST,"id" DESC NULLS LAST) WHERE "posts"."verdict" is not null;--> statement-breakpoint
CREATE INDEX "posts_unscored" ON "posts" USING btree ("id") WHERE "posts"."scored_version" < "posts"."version";--> statement-breakpoint
CREATE INDEX "posts_search" ON "posts" USING gin ("search");--> statement-breakpoint
CREATE INDEX "posts_by_author" ON "posts" USING btree ("author_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "posts_first_seen" ON "posts" USING btree ("first_seen_at");--> statement-breakpoint
CREATE INDEX "runs_recent" ON "runs" USING btree ("planned_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_of_term" ON "runs" USING btree ("term_id","planned_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "runs_open" ON "runs" USING btree ("planned_at") WHERE "runs"."outcome" is null;--> statement-breakpoint
CREATE INDEX "sightings_of_post" ON "sightings" USING btree ("post_id","seen_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "captures_of_post" ON "captures" USING btree ("post_id","captured_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notices_of_post" ON "notices" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "reports_recent" ON "reports" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "reviews_of_post" ON "reviews" USING btree ("post_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "reviews_undone_once" ON "reviews" USING btree ("undoes");