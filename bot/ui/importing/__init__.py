"""What members see of an old log on its way into their record."""
