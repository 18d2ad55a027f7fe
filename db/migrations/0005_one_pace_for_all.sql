ALTER TABLE "paces" DISABLE ROW LEVEL SECURITY;--> statement-breakpoint
DROP TABLE "paces" CASCADE;--> statement-breakpoint
ALTER TABLE "posts" DROP CONSTRAINT "posts_seen_order";--> statement-breakpoint
ALTER TABLE "posts" DROP COLUMN "last_seen_at";