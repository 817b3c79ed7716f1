-- Money that arrived in dollars, with the rate by which it counts and the day of the rate.

ALTER TABLE paid_in ADD COLUMN "usd_cents" BIGINT;
ALTER TABLE paid_in ADD COLUMN "usd_rate_e6" BIGINT;
ALTER TABLE paid_in ADD COLUMN "usd_rate_on" TEXT;
