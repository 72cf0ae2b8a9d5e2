-- What her six digits are held against: a keyed hash over a slow one. The key is no row of this database.
ALTER TABLE "member_key" ADD COLUMN "pin_salt" BYTEA;
ALTER TABLE "member_key" ADD COLUMN "pin_check" BYTEA;
-- Wrong digits since the last right ones; of the tenth she is locked.
ALTER TABLE "member_key" ADD COLUMN "tries" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "member_key" ADD COLUMN "locked_at" TIMESTAMPTZ(3);

-- A page of one case for one member: a link that opens once with her six digits, then the page that is open.
CREATE TABLE "work_page" (
    "id" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "acts" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "work_page_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "work_page_member_id_key" ON "work_page"("member_id");
