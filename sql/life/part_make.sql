-- part_make: an empty list of the parts that are compared: which days or months of which delivery, on which side.
-- month is the billing month that a part belongs to; is_closed says that the provider has finished it.
CREATE TEMP TABLE part (
    side        VARCHAR NOT NULL,   -- 'old' or 'new'
    delivery_id BIGINT NOT NULL,
    scope_start DATE NOT NULL,
    scope_end   DATE NOT NULL,
    is_day      BOOLEAN NOT NULL,   -- the part is charge dates, not a billing month
    month       DATE NOT NULL,
    is_closed   BOOLEAN NOT NULL
);
