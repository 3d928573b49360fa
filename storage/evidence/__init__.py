"""The bytes of files that are evidence: in a local folder, or a bucket in the cloud."""
