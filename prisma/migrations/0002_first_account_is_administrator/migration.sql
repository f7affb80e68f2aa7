-- Whoever signs up first runs the installation. Decided in the insert itself, one at a time, so that of two people who
-- sign up in the same moment exactly one becomes administrator.
CREATE FUNCTION first_account_is_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('first account'));
    IF NOT EXISTS (SELECT 1 FROM "user") THEN
        NEW."role" := 'admin';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER first_account_is_administrator BEFORE INSERT ON "user"
    FOR EACH ROW EXECUTE FUNCTION first_account_is_administrator();
