"""What other catalogues know of shows: asked rarely and gently, and never needed."""
