-- The names of an event's origins, |agency|outlet|, to be asked by.

ALTER TABLE event_at_a_glance ADD COLUMN origin_names TEXT;
CREATE TRIGGER event_glanced AFTER INSERT ON event_at_a_glance BEGIN
    UPDATE event_at_a_glance SET origin_names = (
        SELECT '|' || group_concat(lower(value ->> '$.origin'), '|') || '|'
        FROM event, json_each(CAST(event.payload AS TEXT), '$.origins') WHERE event.n = new.n
    ) WHERE n = new.n;
END;
UPDATE event_at_a_glance SET origin_names = (
    SELECT '|' || group_concat(lower(value ->> '$.origin'), '|') || '|'
    FROM event, json_each(CAST(event.payload AS TEXT), '$.origins') WHERE event.n = event_at_a_glance.n
);
