"""Sources: systems that send what members have done, the people whom they know, what they sent."""
