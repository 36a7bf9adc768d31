package ledger

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
)

// unreachable says why a server gave no connection, and what to look at: nothing is known of
// the ledger itself.
func (p postgres) unreachable(err error) error {
	var said *pgconn.PgError
	if !errors.As(err, &said) {
		return fmt.Errorf("连不上台账所在的数据库 %s；请检查主机、端口和网络，数据库是不是开着，要不要加密连接（sslmode）：%s", p, strings.Join(strings.Fields(err.Error()), " "))
	}
	switch said.Code {
	case "28P01", "28000": // password, or no rule for who asks
		return fmt.Errorf("台账所在的数据库 %s 不让用户 %s 进入；请检查用户名和密码（PGPASSWORD、~/.pgpass 或 HUIBAO_DATABASE），以及数据库的 pg_hba.conf：%w", p, p.config.User, said)
	case "3D000", "42501": // no such database, or none for this user
		return fmt.Errorf("数据库服务器上没有 %s 这个库，或用户 %s 不能连接它；请检查 --database 里的库名，或请管理员建库、授权：%w", p.config.Database, p.config.User, said)
	}
	return fmt.Errorf("台账所在的数据库 %s 现在不接受连接（可能正在启动、停止，或连接已满）；请稍后再试，仍不行的请看数据库的日志：%w", p, said)
}

// unmade says why the tables could not be made.
func (p postgres) unmade(err error) error {
	var said *pgconn.PgError
	if errors.As(err, &said) && said.Code == "42501" {
		return fmt.Errorf("用户 %s 不能在库 %s 里建表；请让它做这个库的主人（ALTER DATABASE … OWNER TO …）：%w", p.config.User, p.config.Database, said)
	}
	return broken(err)
}
