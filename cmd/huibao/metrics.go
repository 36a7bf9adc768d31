package main

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"

	"github.com/urfave/cli/v2"

	"huibao/internal/mask"
	"huibao/portal/desk"
)

func metricsFlag() cli.Flag {
	return &cli.StringFlag{Name: "metrics", Usage: "在本机的这个`地址`（127.0.0.1:9090）给监控（Prometheus）看：排队几件、等了多久、办了多少、多快"}
}

// listenMetrics takes the address for them; nil where none is given.
func listenMetrics(c *cli.Context) (net.Listener, error) {
	at := c.String("metrics")
	if at == "" {
		return nil, nil
	}
	host, _, err := net.SplitHostPort(at)
	if err != nil || !loopback(host) {
		return nil, usage("--metrics 应写作 127.0.0.1:9090 的样子，只能在本机")
	}
	l, err := net.Listen("tcp", at)
	if err != nil {
		return nil, fmt.Errorf("无法监听 %s（可能已被占用）：%w", at, err)
	}
	return l, nil
}

// showMetrics shows what goes on where it is asked for, on this machine alone, until the returned
// function is called.
func showMetrics(c *cli.Context, d *desk.Desk, log *slog.Logger) (stop func(), err error) {
	l, err := listenMetrics(c)
	if err != nil || l == nil {
		return func() {}, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", d.Metrics())
	server := &http.Server{Handler: mux, ReadHeaderTimeout: headerTime, WriteTimeout: bodyTime, IdleTimeout: idleTime}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			log.Error("metrics", "error", mask.Text(err.Error()))
		}
	}()
	return func() {
		_ = server.Close() // nobody is left to tell
		<-ended
	}, nil
}
