package ledger

import (
	"database/sql"
	"embed"
	"fmt"
	"strconv"
)

// format is the ledger's, as the migrations leave it.
const format = 4

//go:embed migrations/*.sql
var migrations embed.FS

func script(name string) string {
	data, err := migrations.ReadFile("migrations/" + name)
	if err != nil {
		panic("ledger: " + err.Error()) // it is embedded
	}
	return string(data)
}

// format is that of the database as it lies there; 0 for one without tables.
func (l *Ledger) format() (int, error) {
	damaged := func(err error) error {
		if l.eng.space() != "" {
			return broken(err) // a server says itself what became of it
		}
		return fmt.Errorf("台账文件 %s 无法读取或已损坏：%w；请用备份恢复", l.eng, err)
	}
	ok, err := l.eng.has(l.db, "setting")
	if err != nil && l.eng.space() != "" {
		return 0, err
	}
	if err != nil {
		return 0, damaged(err)
	}
	if !ok {
		return 0, nil
	}
	var value string
	if err := l.db.QueryRow("SELECT value FROM setting WHERE name='format'").Scan(&value); err != nil {
		return 0, damaged(err)
	}
	n, err := strconv.Atoi(value)
	if err != nil || n < 1 {
		return 0, damaged(fmt.Errorf("格式 %q", value))
	}
	return n, nil
}

func newer(n int) error {
	return fmt.Errorf("台账是较新的程序写的（格式 %d，本程序认到 %d）；请换用新版程序", n, format)
}

func setFormat(tx *sql.Tx) error {
	_, err := tx.Exec("INSERT INTO setting VALUES ('format', ?) ON CONFLICT (name) DO UPDATE SET value=excluded.value", strconv.Itoa(format))
	return err
}
