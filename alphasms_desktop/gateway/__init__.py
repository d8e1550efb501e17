"""The AlphaSMS API; the only place that knows httpx and the service's words."""
