package portal

import (
	"net/http"
	"time"

	"huibao/portal/desk"
)

// pollHeader is on the requests by which a page asks whether it is another.
const pollHeader = "X-Poll"

// polled answers 304 where the page that the browser has is what it would get. The tag is a
// digest under a key of ours, so that nobody has one of a page that he was not given.
func polled(serve func(*Server, http.ResponseWriter, *request) error) func(*Server, http.ResponseWriter, *request) error {
	return func(s *Server, w http.ResponseWriter, r *request) error {
		mark, err := s.desk.Mark(r.person, r.URL.RequestURI())
		if err != nil {
			return err
		}
		tag := `"` + mark + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return nil
		}
		return serve(s, w, r)
	}
}

// session is what a page says of the time that is left: seconds until it ends unused, and
// whether it ends soon however it is used.
type session struct {
	Left int
	Soon bool
	Ends time.Time
}

func (s *Server) sessionOf(r *request) session {
	idle, last := s.desk.Ends(r.person)
	now := s.desk.Now()
	return session{Left: int(idle.Sub(now).Seconds()), Soon: last.Sub(now) < desk.EndsSoon, Ends: last.In(now.Location())}
}
