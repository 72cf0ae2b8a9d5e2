-- She has said that the number she wants to be called at may be seen by whoever holds her case.
ALTER TABLE "thread_message" ADD COLUMN "phone" BOOLEAN NOT NULL DEFAULT false;
