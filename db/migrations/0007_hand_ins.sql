CREATE TABLE "intake_links" (
	"intake_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"given" text NOT NULL,
	"canonical" text,
	"platform" "platform",
	"kind" text,
	"key" text,
	"duplicate_of" integer,
	"outcome" "outcome",
	"problem" text,
	"post_id" bigint,
	"fresh" boolean DEFAULT false NOT NULL,
	"hops" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "intake_links_intake_id_line_pk" PRIMARY KEY("intake_id","line"),
	CONSTRAINT "intake_links_line" CHECK ("intake_links"."line" >= 1)
);
--> statement-breakpoint
CREATE TABLE "intake_mappings" (
	"signature" text PRIMARY KEY NOT NULL,
	"mapping" jsonb NOT NULL,
	"used_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake_problems" (
	"intake_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"column" text NOT NULL,
	"code" text NOT NULL,
	CONSTRAINT "intake_problems_intake_id_row_pk" PRIMARY KEY("intake_id","row")
);
--> statement-breakpoint
CREATE TABLE "intakes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"user_id" uuid,
	"run_id" uuid,
	"file_sha256" text,
	"file_name" text DEFAULT '' NOT NULL,
	"file_bytes" integer DEFAULT 0 NOT NULL,
	"saved_from" text,
	"saved_at" timestamp with time zone,
	"reading" jsonb,
	"mapping" jsonb,
	"total" integer,
	"cursor" integer DEFAULT 0 NOT NULL,
	"found_count" integer DEFAULT 0 NOT NULL,
	"new_count" integer DEFAULT 0 NOT NULL,
	"failed_count" integer DEFAULT 0 NOT NULL,
	"problem" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"touched_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "intakes_kind" CHECK ("intakes"."kind" in ('links', 'table', 'page', 'picture')),
	CONSTRAINT "intakes_state" CHECK ("intakes"."state" in ('reading', 'ready', 'running', 'done', 'refused')),
	CONSTRAINT "intakes_hash_form" CHECK ("intakes"."file_sha256" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "intakes_counts" CHECK ("intakes"."cursor" >= 0 and "intakes"."found_count" >= "intakes"."new_count" and "intakes"."new_count" >= 0),
	CONSTRAINT "intakes_ended" CHECK (("intakes"."state" in ('done', 'refused')) = ("intakes"."finished_at" is not null))
);
--> statement-breakpoint
ALTER TABLE "intake_links" ADD CONSTRAINT "intake_links_intake_id_intakes_id_fk" FOREIGN KEY ("intake_id") REFERENCES "public"."intakes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_links" ADD CONSTRAINT "intake_links_post_id_posts_id_fk" FOREIGN KEY ("post_id") REFERENCES "public"."posts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake_problems" ADD CONSTRAINT "intake_problems_intake_id_intakes_id_fk" FOREIGN KEY ("intake_id") REFERENCES "public"."intakes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intakes" ADD CONSTRAINT "intakes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intakes" ADD CONSTRAINT "intakes_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "intake_links_open" ON "intake_links" USING btree ("intake_id") WHERE "intake_links"."outcome" is null;--> statement-breakpoint
CREATE INDEX "intake_links_of_post" ON "intake_links" USING btree ("post_id");--> statement-breakpoint
CREATE INDEX "intakes_recent" ON "intakes" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "intakes_open" ON "intakes" USING btree ("touched_at") WHERE "intakes"."state" in ('reading', 'running');