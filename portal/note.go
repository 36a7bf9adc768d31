package portal

import (
	"net/http"
	"net/url"
)

// done sends the browser on to a page that says what was done.
func (s *Server) done(w http.ResponseWriter, r *request, path, note string) {
	http.Redirect(w, r.Request, path+"?"+url.Values{"note": {s.desk.Note(r.person, note)}}.Encode(), http.StatusSeeOther)
}

// note is what was done just before the page, "" for nothing.
func (s *Server) note(r *request) string { return s.desk.Noted(r.person, r.URL.Query().Get("note")) }
