-- What maps are asked by: the place of a claim, read from its payload.

ALTER TABLE claim ADD COLUMN place_name TEXT GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.name') VIRTUAL;
ALTER TABLE claim ADD COLUMN place_admin1 TEXT GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.admin1') VIRTUAL;
ALTER TABLE claim ADD COLUMN place_precision TEXT
    GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.precision') VIRTUAL;
ALTER TABLE claim ADD COLUMN place_lat REAL GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.lat') VIRTUAL;
ALTER TABLE claim ADD COLUMN place_lon REAL GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.lon') VIRTUAL;
ALTER TABLE claim ADD COLUMN date_basis TEXT GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.when.basis') VIRTUAL;
CREATE INDEX claim_by_place ON claim (
    place_name, place_country, place_admin1, place_precision, place_lat, place_lon, type
);
