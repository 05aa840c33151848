"""What the summary tells beyond the headline: shows that it withholds, seasons, further news."""
