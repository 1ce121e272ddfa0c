"""Forms of casework. They only read what was typed; the actions decide."""
