CREATE TABLE "custody" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"event" text NOT NULL,
	"actor" text NOT NULL,
	"capture_id" uuid,
	"record" jsonb NOT NULL,
	"prev_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "custody_no_fork" UNIQUE("prev_hash"),
	CONSTRAINT "custody_seq_positive" CHECK ("custody"."seq" >= 1),
	CONSTRAINT "custody_hash_form" CHECK ("custody"."prev_hash" ~ '^[0-9a-f]{64}$' and "custody"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "custody_event_form" CHECK ("custody"."event" ~ '^[a-z_]+$'),
	CONSTRAINT "custody_actor_form" CHECK ("custody"."actor" ~ '^(user|worker|command):.')
);
--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "mhtml_sha256" text;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "mhtml_bytes" integer;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "text_sha256" text;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "text_bytes" integer;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "headers_sha256" text;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "headers_bytes" integer;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "wacz_sha256" text;--> statement-breakpoint
ALTER TABLE "captures" ADD COLUMN "wacz_bytes" integer;--> statement-breakpoint
-- What is there already was filed before there was a chain.
ALTER TABLE "captures" ADD COLUMN "before_custody" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "captures" ALTER COLUMN "before_custody" SET DEFAULT false;--> statement-breakpoint
CREATE INDEX "custody_of_capture" ON "custody" USING btree ("capture_id");--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_pieces_hash_form" CHECK ("captures"."mhtml_sha256" ~ '^[0-9a-f]{64}$' and "captures"."text_sha256" ~ '^[0-9a-f]{64}$' and "captures"."headers_sha256" ~ '^[0-9a-f]{64}$' and "captures"."wacz_sha256" ~ '^[0-9a-f]{64}$');--> statement-breakpoint
ALTER TABLE "captures" ADD CONSTRAINT "captures_pieces_whole" CHECK (("captures"."mhtml_sha256" is null) = ("captures"."mhtml_bytes" is null) and ("captures"."text_sha256" is null) = ("captures"."text_bytes" is null) and ("captures"."headers_sha256" is null) = ("captures"."headers_bytes" is null) and ("captures"."wacz_sha256" is null) = ("captures"."wacz_bytes" is null));--> statement-breakpoint
CREATE TRIGGER custody_append_only BEFORE UPDATE OR DELETE ON custody FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER custody_no_truncate BEFORE TRUNCATE ON custody FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
