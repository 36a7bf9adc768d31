package ledger

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
)

// postgres is one space of a PostgreSQL database: what one city's one year is kept apart by
// from the others. Its tables lie in the schema huibao, with the space at the head of every
// key (migrations/postgres.sql); a statement names views that show a connection its own
// space and nothing else.
type postgres struct {
	config *pgx.ConnConfig
	name   string
}

// connections is how many one ledger has at most: readers beside the one that acts.
const connections = 8

// maxSpace is how many runes the name of a space may have.
const maxSpace = 60

func newPostgres(database string) (postgres, error) {
	wrong := func(what string) (postgres, error) {
		return postgres{}, fmt.Errorf("--database %s；应写作 postgres://主机/库?space=名称（一个市一年一个，如 space=固原-2024）", what)
	}
	u, err := url.Parse(database)
	if err != nil || u.Scheme != "postgres" && u.Scheme != "postgresql" {
		return wrong("不是数据库的网址") // the error would show a password
	}
	q := u.Query()
	space := q.Get("space")
	if space == "" || utf8.RuneCountInString(space) > maxSpace || !utf8.ValidString(space) || strings.ContainsFunc(space, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return wrong(fmt.Sprintf("没有写明 space，或名称中有空格、超过 %d 个字", maxSpace))
	}
	q.Del("space")
	u.RawQuery = q.Encode()
	config, err := pgx.ParseConfig(u.String())
	if err != nil {
		return wrong("中有认不出的写法")
	}
	for name, value := range map[string]string{"huibao.space": space, "search_path": tablesSchema, "client_encoding": "UTF8", "application_name": "huibao"} {
		config.RuntimeParams[name] = value
	}
	return postgres{config, space}, nil
}

func (p postgres) String() string {
	at := p.config.Host
	if !strings.HasPrefix(at, "/") {
		at = net.JoinHostPort(at, strconv.Itoa(int(p.config.Port)))
	}
	return fmt.Sprintf("postgres://%s/%s?space=%s", at, p.config.Database, p.name)
}

func (p postgres) space() string { return p.name }

func (postgres) there() (bool, error) { return true, nil }

func (postgres) unclean() bool { return false }

func (p postgres) connect(write bool) *sql.DB {
	config := p.config.Copy()
	if !write {
		config.RuntimeParams["default_transaction_read_only"] = "on"
	}
	db := sql.OpenDB(translating{stdlib.GetConnector(*config), p})
	db.SetMaxOpenConns(connections)
	return db
}

func (p postgres) identity(q queryer) (id string, err error) {
	if ok, err := p.has(q, "identity"); err != nil || !ok {
		return "", err
	}
	err = q.QueryRow("SELECT id FROM identity").Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return id, broken(err)
}

func (postgres) identify(tx *sql.Tx, id string) error {
	_, err := tx.Exec("DELETE FROM identity")
	if err == nil && id != "" {
		_, err = tx.Exec("INSERT INTO identity (id) VALUES (?)", id)
	}
	return err
}

func (postgres) byFolder() bool { return false }

// begin begins what reads, after it has waited in hold, what the one before it left: whatever the
// server's default is, which may be of one moment, the one before the wait.
func (postgres) begin(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	return db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
}

// holding takes the lock of the space's chain for a transaction, and has what is committed by it be
// durable, even where the server would say so before (synchronous_commit=off).
const holding = `SELECT pg_advisory_xact_lock(hashtextextended(?1, 0))::text, set_config('huibao.space', ?1, true), set_config('search_path', 'huibao', true),
	CASE WHEN current_setting('synchronous_commit')='off' THEN set_config('synchronous_commit', 'on', true) END`

// hold takes the lock of the space's chain for a transaction.
func (p postgres) hold(ctx context.Context, tx *sql.Tx) error {
	wait, cancel := context.WithTimeout(ctx, lockWait)
	defer cancel()
	_, err := tx.ExecContext(wait, holding, p.name)
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return ctx.Err()
	case wait.Err() != nil:
		return busy(p)
	}
	return fmt.Errorf("台账写入失败：%w", err)
}

// moment says which space it is of, as hold does: whatever became of the connection.
func (p postgres) moment(ctx context.Context, conn *sql.Conn) error {
	if _, err := conn.ExecContext(ctx, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"); err != nil {
		return err
	}
	_, err := conn.ExecContext(ctx, "SELECT set_config('huibao.space', ?, true), set_config('search_path', 'huibao', true)", p.name)
	return err
}

func (postgres) has(q queryer, tables ...string) (bool, error) {
	for _, name := range tables {
		var n int
		if err := q.QueryRow("SELECT COUNT(*) FROM pg_class c JOIN pg_namespace s ON s.oid=c.relnamespace WHERE s.nspname='huibao' AND c.relname=?", name).Scan(&n); err != nil || n == 0 {
			return false, broken(err)
		}
	}
	return true, nil
}

// check leaves the structure to the server, which has checksums of its own.
func (p postgres) check(db *sql.DB, _ bool) error { return broken(db.Ping()) }

// prepare makes what tables there are not: all are in one script, each if there is none.
func (p postgres) prepare(ctx context.Context, db *sql.DB, _ string) error {
	if ok, err := p.has(db, slices.Concat([]string{"identity", "shared", "guess"}, allTables, processTables)...); err != nil || ok {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return broken(err)
	}
	defer func() { _ = tx.Rollback() }() // nothing is left of it unless it is committed
	if _, err := tx.Exec("SELECT pg_advisory_xact_lock(hashtextextended('huibao tables', 0))"); err != nil {
		return broken(err)
	}
	if _, err := tx.Exec(script("postgres.sql")); err != nil {
		return p.unmade(err)
	}
	return broken(tx.Commit())
}

// migrate makes the tables. Formats before 4 are of files alone.
func (p postgres) migrate(ctx context.Context, l *Ledger) error {
	n, err := l.format()
	switch {
	case err != nil:
		return err
	case n > format:
		return newer(n)
	case n != 0 && n != format:
		return fmt.Errorf("%s 的格式为 %d，本程序认不出", p, n)
	}
	return p.prepare(ctx, l.db, "")
}

// backup writes the space as a file that can be a ledger's.
func (p postgres) backup(ctx context.Context, l *Ledger, path string) error {
	return l.View(ctx, func(v *View) error { _, err := toFile(ctx, v.q, p, path); return err })
}

// shrink leaves the room to the server.
func (postgres) shrink(context.Context, *sql.DB) error { return nil }

func (postgres) size(db *sql.DB) (n int64, err error) {
	for _, table := range allTables {
		var bytes int64
		if err := db.QueryRow("SELECT COALESCE(SUM(pg_column_size(t.*)), 0) FROM " + table + " t").Scan(&bytes); err != nil {
			return 0, broken(err)
		}
		n += bytes
	}
	return n, nil
}

func (postgres) clock(q queryer) (now int64, err error) {
	err = q.QueryRow("SELECT (EXTRACT(EPOCH FROM clock_timestamp())*1000)::bigint").Scan(&now)
	return now, err
}

// translating gives connections that take the ledger's statements.
type translating struct {
	driver.Connector
	to postgres
}

func (t translating) Connect(ctx context.Context) (driver.Conn, error) {
	c, err := t.Connector.Connect(ctx)
	if err != nil {
		return nil, t.lost(ctx, err)
	}
	conn, ok := c.(*stdlib.Conn)
	if !ok {
		return nil, errors.Join(errors.New("ledger: no connection of pgx"), c.Close())
	}
	var space, path string
	if err = conn.Conn().QueryRow(ctx, given).Scan(&space, &path); err != nil {
		err = t.lost(ctx, err)
	} else {
		err = t.to.own(space, path)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return translated{conn}, nil
}

// lost is why there is no connection: who asked for one may have gone.
func (t translating) lost(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return t.to.unreachable(err)
}

// given is what a connection was given when it was made (newPostgres), if nothing was between.
const given = "SELECT COALESCE(current_setting('huibao.space', true), ''), current_setting('search_path')"

// own refuses a connection that is not of the space: something between us and the server hands on
// connections that were made for others.
func (p postgres) own(space, path string) error {
	if space == p.name && path == tablesSchema {
		return nil
	}
	return fmt.Errorf("到台账所在的数据库 %s 的连接没有带上 space：中间有 PgBouncer 之类的连接池；请直接连数据库", p)
}

// tablesSchema is where the ledger's tables lie, those of all spaces.
const tablesSchema = "huibao"

type translated struct{ *stdlib.Conn }

func (t translated) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	return t.Conn.ExecContext(ctx, inPostgres(query), asText(args))
}

func (t translated) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	rows, err := t.Conn.QueryContext(ctx, inPostgres(query), asText(args))
	if r, ok := rows.(*stdlib.Rows); ok {
		return readBack{r}, err
	}
	return rows, err
}

// readBack are rows whose texts are as they were given.
type readBack struct{ *stdlib.Rows }

func (r readBack) Next(row []driver.Value) error {
	err := r.Rows.Next(row)
	for i := range row {
		if s, ok := row[i].(string); ok && err == nil {
			row[i] = ofText(s)
		}
	}
	return err
}

// odd stands before two hexadecimal digits for a byte that PostgreSQL takes in no text: NUL,
// and what is no UTF-8. People can give such a byte, as in the name of a file; a file keeps it.
const odd = '\U0010FFFF'

func asText(args []driver.NamedValue) []driver.NamedValue {
	for i := range args {
		if s, ok := args[i].Value.(string); ok {
			args[i].Value = toText(s)
		}
	}
	return args
}

func toText(s string) string {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 && !strings.ContainsRune(s, odd) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == 0 || r == odd || r == utf8.RuneError && n == 1 {
			for i := range n {
				_, _ = fmt.Fprintf(&b, "%c%02x", odd, s[i]) // a Builder never fails
			}
		} else {
			b.WriteString(s[:n])
		}
		s = s[n:]
	}
	return b.String()
}

// ofText undoes toText.
func ofText(s string) string {
	first, rest, found := strings.Cut(s, string(odd))
	if !found {
		return s
	}
	b := []byte(first)
	for part := range strings.SplitSeq(rest, string(odd)) {
		c, err := hex.DecodeString(part[:min(2, len(part))])
		if err != nil || len(c) != 1 {
			return s // toText wrote no such thing
		}
		b = append(append(b, c...), part[2:]...)
	}
	return string(b)
}

// inPostgres is a statement of the ledger as PostgreSQL takes it: its placeholders are
// numbered, and a row is in another's way only within its space.
func inPostgres(query string) string {
	if strings.HasPrefix(query, "-- name: ") { // River's, within an act's transaction
		return query
	}
	query = strings.Replace(query, "ON CONFLICT (", "ON CONFLICT (space, ", 1)
	if !strings.Contains(query, "?") {
		return query
	}
	var b strings.Builder
	n, quoted := 0, false
	for i := range len(query) {
		c := query[i]
		if c == '\'' {
			quoted = !quoted
		}
		if c != '?' || quoted {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('$')
		if i+1 < len(query) && query[i+1] >= '0' && query[i+1] <= '9' {
			continue // it bears its number
		}
		n++
		b.WriteString(strconv.Itoa(n))
	}
	return b.String()
}

// Secret reports whether the URL of a database bears a password, which others would see in a
// list of commands; it belongs in the environment or in a file (HUIBAO_DATABASE, PGPASSWORD,
// ~/.pgpass).
func Secret(database string) bool {
	u, err := url.Parse(database)
	if err != nil || u.Query().Has("password") || u.Query().Has("sslpassword") {
		return true
	}
	_, has := u.User.Password()
	return has
}
