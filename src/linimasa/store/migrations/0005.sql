-- What timelines, maps and networks are asked by, kept narrow: nothing of a payload is read to count.

ALTER TABLE claim ADD COLUMN pair TEXT GENERATED ALWAYS AS (
    min(coalesce(CAST(payload AS TEXT) ->> '$.source[0].country', CAST(payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(payload AS TEXT) ->> '$.target[0].country', CAST(payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(payload AS TEXT) ->> '$.target[0].name')))
    || ' · ' ||
    max(coalesce(CAST(payload AS TEXT) ->> '$.source[0].country', CAST(payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(payload AS TEXT) ->> '$.target[0].country', CAST(payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(payload AS TEXT) ->> '$.target[0].name')))
) VIRTUAL;
ALTER TABLE event ADD COLUMN pair TEXT GENERATED ALWAYS AS (
    min(coalesce(CAST(payload AS TEXT) ->> '$.source[0].country', CAST(payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(payload AS TEXT) ->> '$.target[0].country', CAST(payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(payload AS TEXT) ->> '$.target[0].name')))
    || ' · ' ||
    max(coalesce(CAST(payload AS TEXT) ->> '$.source[0].country', CAST(payload AS TEXT) ->> '$.source[0].id',
            lower(CAST(payload AS TEXT) ->> '$.source[0].name')),
        coalesce(CAST(payload AS TEXT) ->> '$.target[0].country', CAST(payload AS TEXT) ->> '$.target[0].id',
            lower(CAST(payload AS TEXT) ->> '$.target[0].name')))
) VIRTUAL;
ALTER TABLE event ADD COLUMN place_name TEXT GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.name') VIRTUAL;
ALTER TABLE event ADD COLUMN place_admin1 TEXT GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.admin1') VIRTUAL;
ALTER TABLE event ADD COLUMN place_precision TEXT
    GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.precision') VIRTUAL;
ALTER TABLE event ADD COLUMN place_lat REAL GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.lat') VIRTUAL;
ALTER TABLE event ADD COLUMN place_lon REAL GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.where.lon') VIRTUAL;
ALTER TABLE event ADD COLUMN date_basis TEXT GENERATED ALWAYS AS (CAST(payload AS TEXT) ->> '$.when.basis') VIRTUAL;

DROP INDEX claim_by_day;
DROP INDEX claim_by_type;
CREATE INDEX claim_by_day ON claim (
    start_day, end_day, type, status, place_country, pair, date_basis, confidence, report, position
);
CREATE INDEX claim_by_type ON claim (
    type, start_day, end_day, status, place_country, pair, date_basis, confidence, report
);
DROP INDEX event_by_day;
DROP INDEX event_by_type;
CREATE INDEX event_by_day ON event (
    start_day, end_day, type, status, place_country, pair, date_basis, first_published, disputed, origins, reports, id
);
CREATE INDEX event_by_type ON event (
    type, start_day, end_day, status, place_country, pair, date_basis, first_published, disputed, origins, reports
);
CREATE INDEX event_by_place ON event (
    place_name, place_country, place_admin1, place_precision, place_lat, place_lon, type
);
CREATE INDEX report_by_publication ON report (published, n);
CREATE INDEX report_by_outlet ON report (outlet_key, n);

DROP INDEX party_by_claim;
DROP INDEX party_by_id;
DROP INDEX party_by_country;
CREATE INDEX party_by_claim ON party (claim, side, country, id, key);
CREATE INDEX party_by_id ON party (id, side, claim);
CREATE INDEX party_by_country ON party (country, side, claim);
CREATE INDEX party_by_key ON party (key, side, claim);

CREATE TABLE event_party (          -- who takes part in an event; kept by the triggers below
    event INTEGER NOT NULL REFERENCES event (n) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('source', 'target')),
    name TEXT NOT NULL,
    id TEXT,
    country TEXT
) STRICT;
CREATE INDEX event_party_by_event ON event_party (event, side, country, id, name);

CREATE TRIGGER event_written AFTER INSERT ON event BEGIN
    INSERT INTO event_party (event, side, name, id, country)
    SELECT new.n, 'source', value ->> '$.name', value ->> '$.id', value ->> '$.country'
    FROM json_each(CAST(new.payload AS TEXT), '$.source')
    UNION ALL
    SELECT new.n, 'target', value ->> '$.name', value ->> '$.id', value ->> '$.country'
    FROM json_each(CAST(new.payload AS TEXT), '$.target');
END;
CREATE TRIGGER event_rewritten AFTER UPDATE OF payload ON event BEGIN
    DELETE FROM event_party WHERE event = new.n;
    INSERT INTO event_party (event, side, name, id, country)
    SELECT new.n, 'source', value ->> '$.name', value ->> '$.id', value ->> '$.country'
    FROM json_each(CAST(new.payload AS TEXT), '$.source')
    UNION ALL
    SELECT new.n, 'target', value ->> '$.name', value ->> '$.id', value ->> '$.country'
    FROM json_each(CAST(new.payload AS TEXT), '$.target');
END;
INSERT INTO event_party (event, side, name, id, country)
SELECT event.n, 'source', value ->> '$.name', value ->> '$.id', value ->> '$.country'
FROM event, json_each(CAST(event.payload AS TEXT), '$.source')
UNION ALL
SELECT event.n, 'target', value ->> '$.name', value ->> '$.id', value ->> '$.country'
FROM event, json_each(CAST(event.payload AS TEXT), '$.target');
