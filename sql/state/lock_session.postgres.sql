-- lock_session: a connection that holds locks has nothing to say for as long as its run lasts; it is not to be closed for that.
SET idle_session_timeout = 0;
