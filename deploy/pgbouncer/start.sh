#!/bin/sh
# Starts PgBouncer in front of the PostgreSQL at DB_HOST and DB_PORT, for DB_USER with DB_PASSWORD and all its databases.
# LISTEN_ADDR and LISTEN_PORT say where it answers, DB_TLS how connections to the database are encrypted (PgBouncer's
# server_tls_sslmode: where it can be unless set; require; verify-full, against the system's authorities or those in DB_TLS_CA).
set -eu
umask 077
folder=$(mktemp -d)
printf '"%s" "%s"\n' "$DB_USER" "$DB_PASSWORD" > "$folder/users.txt"
cat > "$folder/pgbouncer.ini" << END
[databases]
* = host=$DB_HOST port=${DB_PORT:-5432}

[pgbouncer]
listen_addr = ${LISTEN_ADDR:-0.0.0.0}
listen_port = ${LISTEN_PORT:-6432}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = $folder/users.txt
server_tls_sslmode = ${DB_TLS:-prefer}
${DB_TLS_CA:+server_tls_ca_file = $DB_TLS_CA}

; A connection of the database belongs to a client for one transaction.
pool_mode = transaction
default_pool_size = ${POOL_SIZE:-20}
max_client_conn = 2000

; Seconds. The same as what the web app asks for where it is connected directly (prisma/client.ts).
query_wait_timeout = 8
query_timeout = 25
; How long it waits before it tries a database again that was not there.
server_login_retry = 1
idle_transaction_timeout = 20

ignore_startup_parameters = extra_float_digits
log_connections = 0
log_disconnections = 0
END
exec pgbouncer "$folder/pgbouncer.ini"
