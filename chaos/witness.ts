/**
 * What the database itself records of leases: who claimed a run, and who wrote to it under which claim. Triggers write it in
 * the transactions that they observe, so nothing is missed and nothing is there that did not happen.
 */
import type { Pool } from "pg";

export async function installWitness(pool: Pool): Promise<void> {
  await pool.query(`
    CREATE SCHEMA chaos;
    CREATE TABLE chaos.claim (run uuid NOT NULL, epoch int NOT NULL, writer text NOT NULL);
    CREATE TABLE chaos.write (run uuid NOT NULL, epoch int NOT NULL, writer text NOT NULL, what text NOT NULL);

    CREATE FUNCTION chaos.note_claim() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO chaos.claim VALUES (NEW.id, NEW."leaseEpoch", current_setting('application_name'));
      RETURN NULL;
    END $$;
    CREATE TRIGGER note_claim AFTER UPDATE OF "leaseEpoch" ON run FOR EACH ROW EXECUTE FUNCTION chaos.note_claim();

    CREATE FUNCTION chaos.note_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO chaos.write
        SELECT id, "leaseEpoch", current_setting('application_name'), 'event ' || NEW.seq FROM run WHERE id = NEW."runId";
      RETURN NULL;
    END $$;
    CREATE TRIGGER note_event AFTER INSERT ON run_event FOR EACH ROW EXECUTE FUNCTION chaos.note_event();

    CREATE FUNCTION chaos.note_end() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO chaos.write
        VALUES (NEW.id, NEW."leaseEpoch", current_setting('application_name'), 'end as ' || NEW.state);
      RETURN NULL;
    END $$;
    CREATE TRIGGER note_end AFTER UPDATE OF state ON run FOR EACH ROW
      WHEN (OLD.state = 'running' AND NEW.state NOT IN ('running', 'queued')) EXECUTE FUNCTION chaos.note_end();`);
}

/** @returns a line for each claim that was not the next one of its run, and for each write of somebody who did not hold the run */
export async function overlaps(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(`
    SELECT format('run %s: claim %s by %s, %s times in all', run, epoch, min(writer), count(*)) AS line
      FROM chaos.claim GROUP BY run, epoch HAVING count(*) > 1
    UNION ALL
    SELECT format('run %s: %s claims, the last of them numbered %s', run, count(*), max(epoch))
      FROM chaos.claim GROUP BY run HAVING count(*) <> max(epoch)
    UNION ALL
    SELECT format('run %s: %s by %s under claim %s, which %s holds', w.run, w.what, w.writer, w.epoch, coalesce(c.writer, 'nobody'))
      FROM chaos.write w LEFT JOIN chaos.claim c USING (run, epoch)
     WHERE c.writer IS DISTINCT FROM w.writer`);
  return rows.map(({ line }) => line);
}
