CREATE TABLE "run_days" (
	"term_id" uuid NOT NULL,
	"day" date NOT NULL,
	"outcome" "outcome" NOT NULL,
	"runs" integer NOT NULL,
	CONSTRAINT "run_days_term_id_day_outcome_pk" PRIMARY KEY("term_id","day","outcome"),
	CONSTRAINT "run_days_positive" CHECK ("run_days"."runs" >= 1)
);
--> statement-breakpoint
ALTER TABLE "run_days" ADD CONSTRAINT "run_days_term_id_terms_id_fk" FOREIGN KEY ("term_id") REFERENCES "public"."terms"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "run_days_of_day" ON "run_days" USING btree ("day");--> statement-breakpoint
INSERT INTO "run_days" ("term_id", "day", "outcome", "runs")
SELECT "term_id", ("planned_at" at time zone 'America/Mexico_City')::date, "outcome", count(*) FROM "runs"
WHERE "term_id" IS NOT NULL AND "outcome" IS NOT NULL GROUP BY 1, 2, 3;
