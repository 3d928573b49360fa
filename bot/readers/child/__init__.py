"""What runs in the child process: the libraries that read files. Imported nowhere else."""
