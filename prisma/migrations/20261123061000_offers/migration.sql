-- A case offered to another member, or told to a partner: who asked whom, what she agreed to, and how it ended. Codes only.
CREATE TABLE "offer" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "from_id" TEXT NOT NULL,
    "to_id" TEXT,
    "partner" TEXT,
    "parts" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "force" TEXT,
    "refusal" TEXT,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),

    CONSTRAINT "offer_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "offer_case_id_idx" ON "offer"("case_id");
CREATE INDEX "offer_due_at_idx" ON "offer"("due_at");
