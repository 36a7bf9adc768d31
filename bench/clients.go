package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"mime/multipart"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// clients are the people of a benchmark, each with a session.
type clients struct {
	site    string
	http    *http.Transport
	clerks  []client
	leaders []client
	logins  []time.Duration
	waves   int
}

type client struct{ unit, name, cookie, file string }

const (
	benchPeriod   = "2024-01"
	benchPassword = "plum-Riverbank9"
	signingIn     = 8 // people at once
)

// enterAll signs in everybody of people.csv and sets their passwords.
func enterAll(site, dir string) (*clients, error) {
	f, err := os.Open(filepath.Join(dir, "people.csv"))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	people, err := csv.NewReader(f).ReadAll()
	if err != nil {
		return nil, err
	}
	c := &clients{site: site, http: &http.Transport{MaxIdleConnsPerHost: 1000, DialContext: fromMany()}}
	var mu sync.Mutex
	err = together(len(people), signingIn, func(i int) error {
		account, once, unit, name := people[i][0], people[i][1], people[i][2], people[i][3]
		began := time.Now()
		cookie, err := c.form("/login", "", url.Values{"account": {account}, "password": {once}})
		if err != nil {
			return err
		}
		took := time.Since(began)
		cookie, err = c.form("/me/password", cookie, url.Values{"old": {once}, "fresh": {benchPassword}, "again": {benchPassword}})
		mu.Lock()
		defer mu.Unlock()
		c.logins = append(c.logins, took)
		if unit == "" {
			c.leaders = append(c.leaders, client{cookie: cookie})
		} else {
			c.clerks = append(c.clerks, client{unit, name, cookie, filepath.Join(dir, "sent", name+"_"+benchPeriod+".xlsx")})
		}
		return err
	})
	return c, err
}

// fromMany dials from one address of the loopback network after the other, since so many people are not
// let in from a single one; where a system has but one, from that.
func fromMany() func(ctx context.Context, network, address string) (net.Conn, error) {
	var n atomic.Uint32
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		from := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 1, byte(n.Add(1)%250+1))}}
		conn, err := from.DialContext(ctx, network, address)
		if err != nil {
			conn, err = (&net.Dialer{}).DialContext(ctx, network, address)
		}
		return conn, err
	}
}

// together does n things, some at once, and returns the first error.
func together(n, atOnce int, do func(int) error) error {
	errs := make([]error, n)
	slots := make(chan struct{}, atOnce)
	var wg sync.WaitGroup
	for i := range n {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			errs[i] = do(i)
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// form posts a form and returns the cookie that it was answered with.
func (c *clients) form(path, cookie string, fields url.Values) (string, error) {
	res, _, err := c.ask("POST", path, cookie, strings.NewReader(fields.Encode()), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
	if err != nil {
		return "", err
	}
	for _, k := range res.Cookies() {
		cookie = k.Value
	}
	if res.StatusCode != http.StatusSeeOther {
		return "", fmt.Errorf("%s: %s", path, res.Status)
	}
	return cookie, nil
}

func (c *clients) ask(method, path, cookie string, body io.Reader, header http.Header) (*http.Response, []byte, error) {
	req, err := http.NewRequest(method, c.site+path, body)
	if err != nil {
		return nil, nil, err
	}
	req.Header = header
	if cookie != "" {
		req.Header.Set("Cookie", "hb="+cookie)
	}
	res, err := c.http.RoundTrip(req)
	if err != nil {
		return nil, nil, err
	}
	data, err := io.ReadAll(res.Body)
	return res, data, errors.Join(err, res.Body.Close())
}

const boardPath = "/board/" + benchPeriod

// boards asks for the whole board so many times, one after the other.
func (c *clients) boards(n int) (list []time.Duration, err error) {
	for range n + 1 {
		began := time.Now()
		res, _, err := c.ask("GET", boardPath, c.leaders[0].cookie, nil, http.Header{})
		if err != nil || res.StatusCode != http.StatusOK {
			return nil, fmt.Errorf("the board: %v %w", res, err)
		}
		list = append(list, time.Since(began))
	}
	return list[1:], nil // the first one made it
}

// waveTimes are what one wave of uploads took.
type waveTimes struct{ acknowledged, judged, polls []time.Duration }

// wave lets every unit upload, spread over a time, while boards poll; it ends when all is
// judged.
func (c *clients) wave(s portalSizes, spread time.Duration) (*waveTimes, error) {
	c.waves++
	w := &waveTimes{}
	var mu sync.Mutex
	stop := make(chan struct{})
	var watching sync.WaitGroup
	for i := range s.watchers {
		watching.Go(func() {
			list := c.watch(c.leaders[i%len(c.leaders)].cookie, stop)
			mu.Lock()
			w.polls = append(w.polls, list...)
			mu.Unlock()
		})
	}
	sent := make([]time.Time, len(c.clerks))
	begin := time.Now()
	err := together(len(c.clerks), len(c.clerks), func(i int) error {
		time.Sleep(time.Until(begin.Add(spread * time.Duration(i) / time.Duration(len(c.clerks)))))
		times := 1
		if i%100 < s.twice {
			times = 2
		}
		for range times {
			began := time.Now()
			if err := c.upload(&c.clerks[i]); err != nil {
				return err
			}
			mu.Lock()
			w.acknowledged = append(w.acknowledged, time.Since(began))
			mu.Unlock()
			sent[i] = time.Now()
		}
		return nil
	})
	if err == nil {
		w.judged, err = c.judged(sent)
	}
	close(stop)
	watching.Wait()
	return w, err
}

// watch polls the board as its script does, until told to stop.
func (c *clients) watch(cookie string, stop <-chan struct{}) (list []time.Duration) {
	const every = 15 * time.Second
	tag := ""
	wait := time.Duration(rand.Int64N(int64(every)))
	for {
		select {
		case <-stop:
			return list
		case <-time.After(wait):
		}
		began := time.Now()
		res, _, err := c.ask("GET", boardPath, cookie, nil, http.Header{"If-None-Match": {tag}, "X-Poll": {"1"}})
		if err != nil {
			return list
		}
		list, tag, wait = append(list, time.Since(began)), res.Header.Get("ETag"), every
	}
}

// upload sends a unit's return; in each wave it is another file of the same figures.
func (c *clients) upload(who *client) error { return c.uploadAs(who, c.waves) }

func (c *clients) uploadAs(who *client, wave int) error {
	data, err := os.ReadFile(who.file)
	if err != nil {
		return err
	}
	note := fmt.Sprintf("wave %d", wave)
	data[len(data)-2] = byte(len(note)) // the length of the zip's comment, which was 0
	data = append(data, note...)
	var b bytes.Buffer
	m := multipart.NewWriter(&b)
	part, err := m.CreateFormFile("file", filepath.Base(who.file))
	if err == nil {
		_, err = part.Write(data)
	}
	if err = errors.Join(err, m.Close()); err != nil {
		return err
	}
	res, body, err := c.ask("POST", "/r/"+benchPeriod+"/"+who.unit+"/files", who.cookie, &b, http.Header{"Content-Type": {m.FormDataContentType()}})
	if err == nil && res.StatusCode != http.StatusSeeOther {
		err = fmt.Errorf("%s: %s %s", who.name, res.Status, body)
	}
	return err
}

// judged waits until every unit's version of this wave stands on the board, and says how
// long each took since it was sent.
func (c *clients) judged(sent []time.Time) ([]time.Duration, error) {
	const every, longest = 200 * time.Millisecond, 10 * time.Minute
	list := make([]time.Duration, len(sent))
	left := len(sent)
	for began := time.Now(); left > 0; time.Sleep(every) {
		if time.Since(began) > longest {
			return nil, fmt.Errorf("%d returns are not judged", left)
		}
		_, body, err := c.ask("GET", boardPath, c.leaders[0].cookie, nil, http.Header{})
		if err != nil {
			return nil, err
		}
		now := time.Now()
		for i := range c.clerks {
			if list[i] == 0 && version(string(body), c.clerks[i].name) >= c.waves {
				list[i] = now.Sub(sent[i])
				left--
			}
		}
	}
	return list, nil
}

// version is which version of a unit the board shows.
func version(board, name string) (n int) {
	_, row, _ := strings.Cut(board, ">"+name+"</th>")
	row, _, _ = strings.Cut(row, "</tr>")
	_, text, _ := strings.Cut(row, `data-h="版本">`)
	_, _ = fmt.Sscanf(text, "第 %d 版", &n) // 0 where none is shown
	return n
}
