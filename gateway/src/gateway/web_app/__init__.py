"""What people open in the browser: the web app, and the one API page of all services."""
