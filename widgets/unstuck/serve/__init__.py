"""The course in a browser: pages, kernels, and the command line."""
