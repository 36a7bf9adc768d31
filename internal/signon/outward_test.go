package signon

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

// TestS34SignOn: what speaks to the provider speaks to the issuer's host alone: not to where a
// redirect or an answer of it leads, nor over another scheme or port, nor by a proxy that the
// environment names; and it reads no more than a token can be.
func TestS34SignOn(t *testing.T) {
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("somebody came to another host") }))
	defer other.Close()
	t.Setenv("HTTP_PROXY", other.URL)
	t.Setenv("HTTPS_PROXY", other.URL)
	issuer := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/away":
			http.Redirect(w, r, other.URL, http.StatusTemporaryRedirect)
		case "/long":
			_, _ = w.Write(make([]byte, maxAnswer+1))
		}
	}))
	defer issuer.Close()
	u, err := url.Parse(issuer.URL)
	if err != nil {
		t.Fatal(err)
	}
	client := clientOf(u)
	res, err := client.Get(issuer.URL + "/away")
	if err != nil || res.StatusCode != http.StatusTemporaryRedirect {
		t.Fatalf("a redirect: %v", err)
	}
	_ = res.Body.Close()
	for _, address := range []string{other.URL, "https://" + u.Host, "http://user@" + u.Host, "http://" + u.Host + ".evil.test/"} {
		if res, err := client.Get(address); err == nil {
			_ = res.Body.Close()
			t.Error(address)
		}
	}
	res, err = client.Get(issuer.URL + "/long")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	n := 0
	for buf := make([]byte, 64<<10); err == nil; {
		var k int
		k, err = res.Body.Read(buf)
		n += k
	}
	if n != maxAnswer {
		t.Errorf("%d bytes of an answer were read", n)
	}
}
