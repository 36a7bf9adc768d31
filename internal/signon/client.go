package signon

import (
	"errors"
	"io"
	"net/http"
	"net/url"
	"time"
)

// Bounds of one question to the provider.
const (
	limit     = 10 * time.Second
	maxAnswer = 1 << 20
)

// clientOf speaks to the issuer's host alone, follows no redirect, and reads no more than
// a token or a set of keys can be.
func clientOf(issuer *url.URL) *http.Client {
	return &http.Client{Timeout: limit, Transport: bounded{issuer, &http.Transport{MaxResponseHeaderBytes: 64 << 10, IdleConnTimeout: time.Minute, MaxIdleConns: 4, TLSHandshakeTimeout: limit}},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
}

type bounded struct {
	issuer *url.URL
	next   http.RoundTripper
}

// RoundTrip refuses every other host.
func (b bounded) RoundTrip(r *http.Request) (*http.Response, error) {
	if !sameHost(r.URL, b.issuer) {
		return nil, errors.New("signon: another host than the issuer's")
	}
	res, err := b.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	res.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(res.Body, maxAnswer), res.Body}
	return res, nil
}

func sameHost(a, b *url.URL) bool { return a.Scheme == b.Scheme && a.Host == b.Host && a.User == nil }
